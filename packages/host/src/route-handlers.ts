import { type ApiHandler, createApiHandler, getRuntime, type Runtime } from "@sunchak/api";

/**
 * The API as Next's route handlers, for serverless platforms, which run no server of ours. Where
 * servePages runs, it answers /api itself and nothing arrives here.
 */
export function createRouteHandlers(app: Runtime["app"]) {
  let handler: ApiHandler | undefined;
  const answer = (request: Request): Promise<Response> => {
    handler ??= createApiHandler(getRuntime(app));
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
