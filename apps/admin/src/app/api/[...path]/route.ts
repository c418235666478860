import { type ApiHandler, createApiHandler, getRuntime } from "@sunchak/api";

// For serverless platforms, which run no server of ours. Where server.ts runs, it answers /api
// itself and nothing arrives here.
let handler: ApiHandler | undefined;

function answer(request: Request): Promise<Response> {
  handler ??= createApiHandler(getRuntime("admin"));
  return handler(request, { remoteAddress: undefined });
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
