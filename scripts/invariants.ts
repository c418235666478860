// npm run invariants: checks the database's invariants; exit status 1 and the offending rows when
// one is broken.
import { checkInvariants } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { databaseUrl, maxBalance } from "@sunchak/env";

const db = openDatabase(databaseUrl());
const reports = await checkInvariants(db, { maxBalance: maxBalance() });
await db.close();
for (const { number, title, holds, offenders } of reports) {
  console.log(`${holds ? "ok    " : "BROKEN"} ${number}. ${title}`);
  for (const offender of offenders) console.log(`       ${JSON.stringify(offender)}`);
}
process.exitCode = reports.every((report) => report.holds) ? 0 : 1;
