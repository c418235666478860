import Cookies from "js-cookie";

/**
 * Whether the browser keeps cookies. It sets one to find out, because `navigator.cookieEnabled` is
 * true even where the browser keeps none.
 */
export function keepsCookies(): boolean {
  const name = "sunchak.tried";
  Cookies.set(name, "1", { sameSite: "lax" });
  const kept = Cookies.get(name) === "1";
  Cookies.remove(name);
  return kept;
}
