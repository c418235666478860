import { type ApiHandler, createApiHandler, getRuntime, type Runtime } from "@sunchak/api";

/**
 * The API as Next's route handlers, for serverless platforms, where no server of ours runs. Where
 * servePages runs, it answers /api itself and no request arrives here. A request that did would
 * lack the client's address, and so its rate limits; it gets a 404.
 */
export function createRouteHandlers(app: Runtime["app"]) {
  let handler: ApiHandler | undefined;
  const handle = async (request: Request): Promise<Response> => {
    const runtime = getRuntime(app);
    if (runtime.hosted) return new Response(null, { status: 404 });
    handler ??= createApiHandler(runtime);
    return handler(request, { remoteAddress: undefined });
  };
  return {
    DELETE: handle,
    GET: handle,
    HEAD: handle,
    OPTIONS: handle,
    PATCH: handle,
    POST: handle,
    PUT: handle,
  };
}
