/** A stream tells at least a comment every 15 s; after this long in silence it is lost. */
const SILENCE_MS = 35_000;

/** The shop does not give a stream now: too many have one, or there is nothing to tell. */
export class StreamRefused extends Error {
  override name = "StreamRefused";
  /** How long the server asks to wait, in milliseconds; 0 when it does not. */
  readonly retryAfterMs: number;

  constructor({ status, headers }: Response) {
    super(`The stream was refused with ${status}`);
    this.retryAfterMs = (Number(headers.get("retry-after")) || 0) * 1000;
  }
}

/** Whether the shop itself refuses; a proxy says that the shop is away with codes of its own. */
async function isRefusal(response: Response): Promise<boolean> {
  if (response.status === 404 || response.status === 429) return true;
  const answer = (await response.json().catch(() => null)) as { code?: unknown } | null;
  return response.status === 503 && answer?.code === "TOO_MANY_STREAMS";
}

/**
 * Reads a stream of Server-Sent Events until the server ends it. An `EventSource` would show neither
 * the comments, without which a lost connection looks like a quiet one, nor why it was refused.
 * @throws StreamRefused; anything else when the connection is lost, silent or aborted.
 */
export async function readStream(
  url: string,
  signal: AbortSignal,
  onEvent: (event: string, data: string) => void,
  silenceMs = SILENCE_MS,
): Promise<void> {
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, silenceMs);
  try {
    const headers = { accept: "text/event-stream" };
    const response = await fetch(url, { headers, cache: "no-store", signal: silence.signal });
    if (!response.ok && (await isRefusal(response))) throw new StreamRefused(response);
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!response.ok || !isStream || !response.body)
      throw new TypeError("This is not the shop's stream");
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMs);
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = /^event: ?(.+)$/m.exec(block)?.[1];
        const data = /^data: ?(.+)$/m.exec(block)?.[1];
        if (event && data) onEvent(event, data);
      }
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    stop();
  }
}
