// npm run invariants: checks the database's invariants; exit status 1 and the offending rows when
// one is broken.
import { checkInvariants } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { runCommand } from "@sunchak/db/run-command";
import { maxBalance } from "@sunchak/env";

await runCommand(async (url) => {
  const db = openDatabase(url);
  const reports = await checkInvariants(db, { maxBalance: maxBalance() }).finally(() => db.close());
  for (const { number, title, holds, rows } of reports) {
    console.log(`${holds ? "ok    " : "BROKEN"} ${number}. ${title}`);
    for (const row of rows) console.log(`       ${JSON.stringify(row)}`);
  }
  if (!reports.every((report) => report.holds)) process.exitCode = 1;
});
