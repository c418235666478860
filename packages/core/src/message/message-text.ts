import { alertText } from "../alert/alert-text.ts";
import { LINK_HOURS } from "../team/schema.ts";
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
  invitation: {
    ko: ({ data, secret }) => ({
      subject: "[선착] 관리자 팀에 초대받았어요",
      text: `${data.inviter} 님이 선착 관리자 팀에 초대했어요. ${LINK_HOURS.INVITATION}시간 안에 아래 링크를 열고 비밀번호를 정해 주세요. 링크는 한 번만 쓸 수 있어요.\n\n${secret}\n\n모르는 초대라면 이 메일을 지워 주세요.\n`,
    }),
    en: ({ data, secret }) => ({
      subject: "[Sunchak] You’re invited to the admin team",
      text: `${data.inviter} invites you to Sunchak’s admin team. Open this link within ${LINK_HOURS.INVITATION} hours and set your password. It works once.\n\n${secret}\n\nIf you don’t know about this, delete this mail.\n`,
    }),
  },
  passwordReset: {
    ko: ({ secret }) => ({
      subject: "[선착] 새 비밀번호를 정해 주세요",
      text: `누군가 이 주소로 선착 관리자 비밀번호를 잊었다고 했어요. ${LINK_HOURS.PASSWORD}시간 안에 아래 링크를 열고 새 비밀번호를 정해 주세요. 링크는 한 번만 쓸 수 있어요.\n\n${secret}\n\n내가 한 일이 아니라면 이 메일을 지워 주세요. 비밀번호는 그대로예요.\n`,
    }),
    en: ({ secret }) => ({
      subject: "[Sunchak] Set a new password",
      text: `Somebody said that they forgot the Sunchak admin password for this address. Open this link within an hour and set a new one. It works once.\n\n${secret}\n\nIf that wasn’t you, delete this mail. Your password hasn’t changed.\n`,
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
