import { type ApiHandler, createApiHandler, getRuntime, type Runtime } from "@sunchak/api";

/**
 * The API as Next's route handlers, for serverless platforms, which run no server of ours. Where
 * servePages runs, it answers /api itself and nothing arrives here; what did would be without the
 * client's address and its limits, and is 404.
 */
export function createRouteHandlers(app: Runtime["app"]) {
  let handler: ApiHandler | undefined;
  const answer = async (request: Request): Promise<Response> => {
    const runtime = getRuntime(app);
    if (runtime.hosted) return new Response(null, { status: 404 });
    handler ??= createApiHandler(runtime);
    return handler(request, { remoteAddress: undefined });
  };
  return {
    DELETE: answer,
    GET: answer,
    HEAD: answer,
    OPTIONS: answer,
    PATCH: answer,
    POST: answer,
    PUT: answer,
  };
}
