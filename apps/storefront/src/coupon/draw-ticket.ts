import { shareFile } from "@sunchak/web/secure-features";

/** What stands on the picture: nothing of a person but the number. */
export interface TicketText {
  shop: string;
  rule: string;
  name: string;
  off: string;
  number: string;
}

const WIDTH = 1080;
const HEIGHT = 1350;
const INK = "#1c0903";
const PAPER = "#ff4f26";
const GROUND = "#fff0eb";
/** The ticket, and where its stub begins. */
const TICKET = { left: 90, top: 150, width: 900, height: 1050, radius: 48, stub: 760, punch: 34 };

/** Draws the ticket and shares it, or downloads it where the browser shares no files. */
export async function shareTicket(text: TicketText): Promise<"shared" | "kept"> {
  const file = new File([await drawTicket(text)], "sunchak-ticket.png", { type: "image/png" });
  if (await shareFile(file)) return "shared";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return "kept";
}

async function drawTicket({ shop, rule, name, off, number }: TicketText): Promise<Blob> {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser does not draw.");
  const family = getComputedStyle(document.body).fontFamily;
  const write = (words: string, y: number, size: number, weight = 700) => {
    const room = TICKET.width - 120;
    pen.font = `${weight} ${size}px ${family}`;
    // Long names get smaller letters instead of an end that is cut off.
    const fitting = Math.min(size, (size * room) / pen.measureText(words).width);
    pen.font = `${weight} ${fitting}px ${family}`;
    pen.fillText(words, TICKET.left + 60, y);
  };
  pen.fillStyle = GROUND;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  drawPaper(pen);
  pen.fillStyle = INK;
  write(rule, TICKET.top + 120, 40, 600);
  write(name, TICKET.top + TICKET.stub - 300, 60);
  write(off, TICKET.top + TICKET.stub - 110, 160, 800);
  write(number, TICKET.top + TICKET.stub + 175, 92, 800);
  pen.font = `700 40px ${family}`;
  pen.fillText(shop, TICKET.left, HEIGHT - 70);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture"))), "image/png"),
  );
}

function drawPaper(pen: CanvasRenderingContext2D) {
  const { left, top, width, height, radius, stub, punch } = TICKET;
  const fold = top + stub;
  pen.fillStyle = PAPER;
  pen.beginPath();
  pen.roundRect(left, top, width, height, radius);
  pen.fill();
  pen.fillStyle = GROUND;
  for (const x of [left, left + width]) {
    pen.beginPath();
    pen.arc(x, fold, punch, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.strokeStyle = INK;
  pen.globalAlpha = 0.4;
  pen.lineWidth = 4;
  pen.setLineDash([16, 16]);
  pen.beginPath();
  pen.moveTo(left + punch + 16, fold);
  pen.lineTo(left + width - punch - 16, fold);
  pen.stroke();
  pen.globalAlpha = 1;
}
