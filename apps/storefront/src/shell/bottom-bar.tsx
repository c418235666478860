import type { ReactNode } from "react";

/**
 * A page's main button, once a page. On a narrow screen it is a bar at the foot of the screen, so
 * that it is always in sight; elsewhere it stays where it stands. Its place must be neither masked,
 * filtered nor transformed: such a parent would take the bar along.
 */
export function BottomBar({ children }: { children: ReactNode }) {
  return <div className="bottom-bar">{children}</div>;
}
