import { Button } from "@sunchak/ui/button";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { caller } from "@/trpc/server.tsx";
import { AlarmButton } from "./alarm-button.tsx";

/**
 * The main button of a sold-out product: has a device hear when it is back. A shop that sends no
 * alarms says there that it is sold out.
 */
export async function RestockAlarm({ productId }: { productId: string }) {
  const [t, { publicKey }] = await Promise.all([getTranslations("Buy"), caller.alarm.key()]);
  if (!publicKey) {
    return (
      <Button aria-disabled="true" size="large" wide>
        {t("soldOut")}
      </Button>
    );
  }
  return (
    <ClientMessages groups={["Alarm", "Codes"]}>
      <div className="flex flex-wrap gap-2 max-lg:flex-wrap-reverse">
        <AlarmButton id={productId} isMain kind="restock" publicKey={publicKey} />
      </div>
    </ClientMessages>
  );
}
