/** The roles of the staff; each may do all that the ones before it may. */
export const staffRoles = ["viewer", "support", "manager", "owner"] as const;
export type StaffRole = (typeof staffRoles)[number];

/** What a user may do: a "user" is a shopper, the others run the shop. All can sign in. */
export const userRoles = ["user", ...staffRoles] as const;
export type UserRole = (typeof userRoles)[number];

export const isStaff = (role: string): role is StaffRole =>
  staffRoles.some((known) => known === role);

/**
 * The one table of what each role may: the least role for every call of the admin app, by the
 * procedure's path or the file's name. A procedure that is not in it does not compile.
 */
export const leastRoles = {
  "session.me": "viewer",
  "account.get": "viewer",
  "account.endSession": "viewer",
  "account.endOtherSessions": "viewer",
  "dashboard.summary": "viewer",
  "dashboard.series": "viewer",
  "product.list": "viewer",
  "product.get": "viewer",
  "product.categories": "viewer",
  "product.stockJournal": "viewer",
  "product.csv": "viewer",
  "campaign.list": "viewer",
  "campaign.get": "viewer",
  "campaign.holders": "viewer",
  "order.list": "viewer",
  "order.get": "viewer",
  "team.list": "viewer",
  "user.list": "viewer",
  "user.get": "viewer",
  "user.entries": "viewer",
  "user.coupons": "viewer",
  "user.orders": "viewer",
  "ranking.current": "viewer",
  "ranking.history": "viewer",
  "ranking.list": "viewer",
  "ranking.recount": "viewer",
  "ranking.recountReport": "viewer",
  "ranking.csv": "viewer",
  "report.sales": "viewer",
  "report.products": "viewer",
  "report.categories": "viewer",
  "report.campaigns": "viewer",
  "report.shoppers": "viewer",
  "report.balance": "viewer",
  "report.csv": "viewer",
  "export.list": "viewer",
  "export.get": "viewer",
  "export.status": "viewer",
  "export.lag": "viewer",
  "invariant.last": "viewer",
  "alert.list": "viewer",
  "alert.now": "viewer",
  "alert.messages": "viewer",
  "search.everything": "viewer",
  "audit.list": "viewer",
  "audit.access": "viewer",
  "note.list": "viewer",
  "tag.list": "viewer",
  "tag.names": "viewer",
  "view.list": "viewer",
  "view.save": "viewer",
  "view.change": "viewer",
  "view.remove": "viewer",

  "note.add": "support",
  "tag.set": "support",
  "order.refund": "support",
  "order.csv": "support",
  "user.csv": "support",
  "user.adjustBalance": "support",
  "user.ban": "support",
  "user.unban": "support",

  "order.refundMuch": "manager",
  "product.create": "manager",
  "product.update": "manager",
  "product.archive": "manager",
  "product.restore": "manager",
  "product.adjustStock": "manager",
  "product.import": "manager",
  "product.createCategory": "manager",
  "product.renameCategory": "manager",
  "image.upload": "manager",
  "campaign.create": "manager",
  "campaign.update": "manager",
  "campaign.extend": "manager",
  "campaign.pause": "manager",
  "campaign.resume": "manager",
  "campaign.close": "manager",
  "ranking.aggregate": "manager",
  "export.replay": "manager",
  "export.replayAllDead": "manager",
  "export.retryAllWaiting": "manager",
  "export.setPaused": "manager",
  "export.setDestination": "manager",
  "invariant.check": "manager",
  "audit.csv": "manager",
  "access.csv": "manager",
  "alert.rules": "manager",
  "alert.setRules": "manager",
  "alert.test": "manager",
  "alert.replay": "manager",

  "user.adjustBalanceMuch": "owner",
  "user.banStaff": "owner",
  "user.setRole": "owner",
  "user.resetSecondFactor": "owner",
  "team.invite": "owner",
  "team.revokeInvitation": "owner",
  "team.makeResetLink": "owner",
  "invariant.repair": "owner",
} as const satisfies Record<string, StaffRole>;

/**
 * What staff can do. Beside the procedures and the files these are the parts of a procedure that
 * need more than the rest of it: `…Much` moves more than `WON_BOUND`.
 */
export type AdminCall = keyof typeof leastRoles;

/** Whether a role is enough for a call; no role is for one that the table does not have. */
export const mayCall = (role: UserRole, call: AdminCall): boolean =>
  Object.hasOwn(leastRoles, call) && userRoles.indexOf(role) >= userRoles.indexOf(leastRoles[call]);
