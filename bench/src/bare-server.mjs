import { createServer } from "node:http";

const body = JSON.stringify({ result: { data: null } });
const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
const server = createServer((_request, response) => response.writeHead(200, headers).end(body));
server.listen(0, () => process.stdout.write(`http://localhost:${server.address().port}\n`));
