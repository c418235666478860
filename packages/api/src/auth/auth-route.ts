import { PASSWORD_MAX } from "@sunchak/auth";
import { text } from "@sunchak/core";
import type { z } from "zod";
import type { Runtime } from "../runtime.ts";

/** A password as it is sent. @param min the fewest characters. */
export const secret = (min: number) => text(PASSWORD_MAX).min(min);

/** One call of an auth route, with its body parsed. */
export interface AuthCall<Body> {
  runtime: Runtime;
  body: Body;
  /** The client's address; undefined when the host cannot tell it. */
  ip: string | undefined;
  /** The request headers that the library may see. */
  headers: Headers;
}

export interface AuthRoute<Input extends z.ZodObject = z.ZodObject> {
  method: "GET" | "POST";
  /** The only app that offers the route; both do when this is left out. */
  only?: Runtime["app"];
  input: Input;
  /** The route in the API's document; left out of a route that only the admin app offers. */
  document?: {
    summary: string;
    /** Set when the route concerns the caller's session; `handle` refuses a call that needs one. */
    session?: "needed" | "optional";
    /** The fields that outside clients may rely on; the library returns more. */
    output: z.ZodType;
    /** The route's error codes by status, beyond those of every write. */
    errors: Record<number, string[]>;
  };
  handle(call: AuthCall<z.output<Input>>): Promise<Response>;
}

/** (Gives `handle` the type of its input.) */
export const route = <Input extends z.ZodObject>(given: AuthRoute<Input>): AuthRoute => given;
