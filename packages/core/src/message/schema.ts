export const messageChannels = ["MAIL", "WEBHOOK"] as const;
export type MessageChannel = (typeof messageChannels)[number];

/** SENT: a server took it. DEAD: it was refused for good, or every try failed. */
export const messageStatuses = ["PENDING", "SENT", "DEAD"] as const;
export type MessageStatus = (typeof messageStatuses)[number];
