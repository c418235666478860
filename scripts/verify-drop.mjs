// npm run verify:drop -- URL id: checks the public log of a campaign, from anywhere. It runs on
// Node's own modules alone, so nothing has to be installed and nothing of the shop is believed.
// Status 0: the log is whole. 1: it is not. 2: it could not be checked.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { checkLog } from "../packages/web/src/log/check-log.mjs";
import { findReceipt, isHead, readLog } from "../packages/web/src/log/read-log.mjs";
import { findWebCrypto } from "../packages/web/src/log/web-crypto.mjs";

const usage = `npm run verify:drop -- URL id [--receipt file] [--head file] [--keep file]

  URL             the shop, such as https://shop.example
  id              the coupon campaign's, from the address of its page
  --receipt file  also looks whether your receipt's line is in the log
  --head file     compares the log with its end as it was kept before: what was there must be there
  --keep file     keeps the log's end for the next time
`;

/** At most so many faults are printed. */
const MAX_PRINTED = 20;

class CannotCheck extends Error {}

/** The storefront says the same sentences. */
const { faults: sentences } = JSON.parse(
  readFileSync(new URL("../apps/storefront/messages/en.json", import.meta.url), "utf8"),
).Log;

/** What a shop sends must not reach the terminal's controls. */
const plain = (value) => String(value).replaceAll(/[^\x20-\x7e]/g, "?");

const say = ({ kind, ...values }) =>
  sentences[kind].replaceAll(/\{(\w+)(?:, number)?\}/g, (_, name) => plain(values[name]));

function readArguments() {
  const text = { type: "string" };
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { receipt: text, head: text, keep: text },
    });
    const [url = "", couponId = "", ...more] = positionals;
    if (more.length > 0 || couponId === "" || !/^https?:$/.test(new URL(url).protocol)) throw usage;
    return { ...values, couponId, shop: url.replace(/\/+$/, "") };
  } catch {
    throw new CannotCheck(usage);
  }
}

/** What `parse` finds in a file. */
function readKept(file, parse) {
  if (file === undefined) return null;
  let found = null;
  try {
    found = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new CannotCheck(`${file} can't be read: ${error.message}`);
  }
  if (found === null) throw new CannotCheck(`${file} holds nothing that can be compared.`);
  return found;
}

function parseHead(text) {
  const head = JSON.parse(text);
  return isHead(head) ? head : null;
}

async function verify() {
  const { shop, couponId, ...files } = readArguments();
  const receipt = readKept(files.receipt, findReceipt);
  const kept = readKept(files.head, parseHead);
  const crypto = await findWebCrypto();
  if (!crypto) throw new CannotCheck("This Node knows no Ed25519. Use Node 20.20 or newer.");

  const log = await readLog({ shop, couponId });
  const { faults, lines, head, order } = await checkLog(
    { ...log, kept, receipts: receipt ? [receipt] : [] },
    crypto,
  );
  const { doors, arrivals, inversions } = order;

  console.log(`Campaign ${plain(couponId)} at ${plain(shop)}: ${lines.length} coupons.`);
  if (arrivals) {
    const { first, last, seconds } = arrivals;
    console.log(`They were asked for from ${first} to ${last} (${seconds} s).`);
    const each = doors.map(({ door, lines }) => `${door} ${lines}`).join(", ");
    console.log(`Doors: ${doors.length} (${each}).`);
    console.log(`Pairs of which the later arrival has the smaller number: ${inversions}.`);
  }
  if (faults.length > 0) {
    console.log(`\nNOT WHOLE. Found: ${faults.length}.`);
    for (const fault of faults.slice(0, MAX_PRINTED)) console.log(`- ${say(fault)}`);
    if (faults.length > MAX_PRINTED) console.log(`- and ${faults.length - MAX_PRINTED} more.`);
    return 1;
  }
  const numbers = head.number > 0 ? `Numbers 1 to ${head.number} without a gap` : "No coupon yet";
  const key = log.keys.find(({ keyId }) => keyId === head.keyId);
  console.log(`\nWHOLE. ${numbers}, every hash right, no holder's mark twice,`);
  console.log(
    `the end signed at ${plain(head.signedAt)} by key ${plain(head.keyId)}: ${head.hash}`,
  );
  if (receipt) console.log(`The receipt's line ${receipt.number} is in it.`);
  if (kept)
    console.log(`What was there at ${plain(kept.signedAt)} (line ${kept.number}) is there.`);
  console.log("It says nothing about who stands behind an account.");
  if (files.keep) {
    writeFileSync(files.keep, `${JSON.stringify({ ...head, publicKey: key?.publicKey })}\n`);
    console.log(`Kept in ${files.keep}.`);
  }
  return 0;
}

process.exitCode = await verify().catch((error) => {
  console.error(error instanceof CannotCheck ? error.message : `Not checked: ${error.message}`);
  return 2;
});
