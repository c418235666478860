import { createRouteHandlers } from "@sunchak/host/route-handlers";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = createRouteHandlers("admin");
