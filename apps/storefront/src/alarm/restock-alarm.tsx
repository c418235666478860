import { ClientMessages } from "@/i18n/client-messages.tsx";
import { WhenSoldOut } from "@/product/live-product.tsx";
import { caller } from "@/trpc/server.tsx";
import { AlarmButton } from "./alarm-button.tsx";

/** Has a device hear when a sold-out product is back; inside of a ProductLive. */
export async function RestockAlarm({ productId }: { productId: string }) {
  const { publicKey } = await caller.alarm.key();
  if (!publicKey) return null;
  return (
    <ClientMessages groups={["Alarm", "Codes"]}>
      <WhenSoldOut>
        <div className="flex flex-wrap gap-2">
          <AlarmButton id={productId} kind="restock" publicKey={publicKey} />
        </div>
      </WhenSoldOut>
    </ClientMessages>
  );
}
