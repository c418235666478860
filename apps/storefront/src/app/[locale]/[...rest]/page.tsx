import { notFound } from "next/navigation";

export { generateMetadata } from "../not-found.tsx";

/** Unknown paths end inside the layout, so that the 404 page speaks the page's language. */
export default function UnknownPage() {
  notFound();
}
