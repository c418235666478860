import { alertText } from "../alert/alert-text.ts";
import type { ContentLanguage } from "../values.ts";
import type { MessageData, MessageKind } from "./message-kinds.ts";
import type { Mail } from "./senders.ts";

type MailText = Pick<Mail, "subject" | "text">;

/** What a text is made of; `secret` is null for a kind without one. */
interface Made<Kind extends MessageKind> {
  data: MessageData[Kind];
  secret: string | null;
}

const texts: {
  [Kind in MessageKind]: Record<ContentLanguage, (made: Made<Kind>) => MailText>;
} = {
  alert: {
    ko: ({ data }) => alertText(data, "ko"),
    en: ({ data }) => alertText(data, "en"),
  },
  test: {
    ko: ({ data }) => ({
      subject: "[선착] 시험 메일이에요",
      text: `선착의 알림이 이 주소로 와요. 관리자가 ‘시험 보내기’를 눌러서 보냈어요.\n\n${data.link}\n`,
    }),
    en: ({ data }) => ({
      subject: "[Sunchak] This is a test",
      text: `Sunchak’s alerts come to this address. An admin pressed “Send a test”.\n\n${data.link}\n`,
    }),
  },
};

/** The mail of a message, in the recipient's language. */
export function mailTextOf<Kind extends MessageKind>(
  kind: Kind,
  language: ContentLanguage,
  made: Made<Kind>,
): MailText {
  return texts[kind][language](made);
}
