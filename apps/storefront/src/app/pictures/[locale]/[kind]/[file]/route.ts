import { locales } from "@sunchak/web/locales";
import { TRPCError } from "@trpc/server";
import { type Card, dropCard, productCard } from "@/found/picture/cards.ts";
import { findPicture } from "@/found/picture/kept-picture.ts";
import type { PictureKind } from "@/found/picture/picture-path.ts";
import { caller } from "@/trpc/server.tsx";

const readCard = {
  coupons: async (id, locale) => dropCard(await caller.coupon.get({ id }), locale),
  products: async (id, locale) => productCard(await caller.product.get({ id }), locale),
} satisfies Record<PictureKind, (id: string, locale: (typeof locales)[number]) => Promise<Card>>;

const isKind = (kind: string): kind is PictureKind => Object.hasOwn(readCard, kind);
const nothing = () => new Response(null, { status: 404 });

/** The picture that chats and social networks show beside a link: of a product or a drop. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ locale: string; kind: string; file: string }> },
): Promise<Response> {
  const { locale, kind, file } = await params;
  const language = locales.find((one) => one === locale);
  const [, id] = /^([\w-]{1,64})\.jpg$/.exec(file) ?? [];
  if (!language || !id || !isKind(kind)) return nothing();
  try {
    const picture = findPicture(await readCard[kind](id, language));
    if (!picture) return new Response(null, { status: 503, headers: { "Retry-After": "5" } });
    return new Response(await picture, {
      headers: { "Content-Type": "image/jpeg", "Cache-Control": "public, max-age=86400" },
    });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return nothing();
    throw error;
  }
}
