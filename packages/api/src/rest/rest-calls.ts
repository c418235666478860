import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Meta, RestCall } from "../trpc.ts";

/** A procedure with its plain HTTP call. */
export interface RestProcedure extends RestCall {
  /** The procedure's name in its router, such as `balance.charge`. */
  name: string;
  type: "query" | "mutation";
  signedIn: boolean;
  /** The schema of the whole input; null when the procedure takes none. */
  input: z.ZodObject | null;
  /** Input fields that travel in the path. */
  pathFields: string[];
  /** Input fields that travel in the query (GET) or the body (POST). */
  fields: string[];
  /** Whether it takes an Idempotency-Key header. */
  idempotent: boolean;
}

/** The router's procedures that have `meta.rest`; fixed paths before those with fields. */
export function restProcedures(router: AnyTRPCRouter): RestProcedure[] {
  const procedures = Object.entries(router._def.procedures as Record<string, unknown>);
  return procedures
    .flatMap(([name, procedure]) => describe(name, procedure as ProcedureLike))
    .sort((a, b) => a.pathFields.length - b.pathFields.length);
}

/** The part of a tRPC procedure that this file reads; tRPC's types leave it out. */
interface ProcedureLike {
  _def: { type: "query" | "mutation"; meta?: Meta; inputs: unknown[] };
}

function describe(name: string, { _def: { type, meta, inputs } }: ProcedureLike): RestProcedure[] {
  if (!meta?.rest) return [];
  const [given = null] = inputs;
  // An input may be left out as a whole when all its fields have defaults.
  const input = given instanceof z.ZodPrefault ? given.unwrap() : given;
  if (input !== null && !(input instanceof z.ZodObject)) {
    throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: `${name}: input is no object` });
  }
  const pathFields = [...meta.rest.path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field ?? "");
  const rest = Object.keys(input?.shape ?? {}).filter((field) => !pathFields.includes(field));
  return [
    {
      ...meta.rest,
      name,
      type,
      signedIn: meta.signedIn ?? false,
      input,
      pathFields,
      fields: rest.filter((field) => field !== "idempotencyKey"),
      idempotent: rest.includes("idempotencyKey") && !meta.rest.keyless,
    },
  ];
}
