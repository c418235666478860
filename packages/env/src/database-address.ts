import { z } from "zod";

/** `file:` and a literal path, or a URL of PostgreSQL whose tables are in the schema public. */
export const databaseAddress = z
  .string()
  .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, "must be file:… (SQLite) or postgresql://…")
  .superRefine((address, { addIssue }) => {
    const refuse = (message: string) => addIssue({ code: "custom", message });
    if (address.startsWith("file:")) {
      if (address.includes("?")) refuse("must be file: and a path, without a ? in it");
      return;
    }
    if (!URL.canParse(address)) {
      return refuse(
        "must be a URL such as postgresql://user:password@host:5432/shop; in the password, write special characters as %23 (#), %2F (/), %40 (@)",
      );
    }
    const { searchParams } = new URL(address);
    const schema = searchParams.get("schema") ?? "public";
    if (schema !== "public") {
      refuse("must not name a schema: the tables are in public, so give the shop its own database");
    }
    for (const name of notHonoured.filter((one) => searchParams.has(one))) {
      refuse(`must not say ${name}=…, which has no effect here; leave it out`);
    }
  });

/** Parameters that other PostgreSQL clients, above all Prisma's engines, read from an address. */
const notHonoured =
  "options connection_limit pool_timeout connect_timeout socket_timeout pgbouncer statement_cache_size sslaccept sslidentity sslpassword".split(
    " ",
  );
