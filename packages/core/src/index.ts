export { indexProducts } from "@sunchak/db";
export { listAccess } from "./access/list-access.ts";
export { logAccess, logSignIn, logView } from "./access/log-access.ts";
export { purgeAccess } from "./access/purge-access.ts";
export type * from "./alarm/push-service.ts";
export { sendAlarms } from "./alarm/send-alarms.ts";
export { findAlarm, setAlarm, unsetAlarm } from "./alarm/set-alarm.ts";
export { setAlertRules } from "./alert/alert-rules.ts";
export { getAlertRules } from "./alert/get-alert-rules.ts";
export { listAlerts } from "./alert/list-alerts.ts";
export { listAlertsNow } from "./alert/list-alerts-now.ts";
export { testAlerts } from "./alert/test-alerts.ts";
export { watchAlerts } from "./alert/watch-alerts.ts";
export { audited } from "./audit/audited.ts";
export * from "./audit/list-audit-entries.ts";
export * from "./balance/adjust-balance.ts";
export * from "./balance/charge-balance.ts";
export { getBalance } from "./balance/get-balance.ts";
export * from "./balance/get-statement.ts";
export { listLedgerEntries } from "./balance/list-ledger-entries.ts";
export { listLedgerMonths } from "./balance/list-ledger-months.ts";
export { createCampaign } from "./campaign/create-campaign.ts";
export * from "./campaign/get-admin-campaign.ts";
export * from "./campaign/get-campaign.ts";
export * from "./campaign/list-admin-campaigns.ts";
export * from "./campaign/list-campaigns.ts";
export * from "./campaign/list-holders.ts";
export * from "./campaign/switch-campaign.ts";
export * from "./campaign/update-campaign.ts";
export { type Arrival, Door } from "./coupon/door.ts";
export * from "./coupon/find-held-coupon.ts";
export { findSellOut } from "./coupon/find-sell-out.ts";
export * from "./coupon/issue-coupon.ts";
export { listLog } from "./coupon/list-log.ts";
export * from "./coupon/list-user-coupons.ts";
export { listLogKeys } from "./coupon/log-keys.ts";
export { getReceipt } from "./coupon/receipt.ts";
export * from "./coupon/refusal-tally.ts";
export { createSigner } from "./coupon/signer.ts";
export * from "./dashboard/get-dashboard-series.ts";
export * from "./dashboard/get-dashboard-summary.ts";
export { storeSalesHours } from "./dashboard/sales-hours.ts";
export * from "./deps.ts";
export * from "./errors.ts";
export { searchEverything } from "./everything/search-everything.ts";
export * from "./export/index.ts";
export * from "./idempotency/purge-idempotency-records.ts";
export { isId, newId } from "./ids.ts";
export * from "./invariants/check-invariants.ts";
export { getInvariantReport } from "./invariants/get-invariant-report.ts";
export { repairInvariant } from "./invariants/repair/repair-invariant.ts";
export {
  checkInvariantsBySchedule,
  getLastInvariantCheck,
  runInvariantCheck,
} from "./invariants/run-invariant-check.ts";
export * from "./live/read-live.ts";
export * from "./message/message-kinds.ts";
export {
  giveUpMessages,
  listMessages,
  purgeMessages,
  replayMessages,
} from "./message/message-record.ts";
export * from "./message/queue-message.ts";
export { sendMessages } from "./message/send-messages.ts";
export type * from "./message/senders.ts";
export { addNote } from "./note/add-note.ts";
export { listNotes } from "./note/list-notes.ts";
export * from "./order/cancel-order.ts";
export * from "./order/expire-orders.ts";
export * from "./order/get-admin-order.ts";
export * from "./order/get-order.ts";
export { getOrderDetail } from "./order/get-order-detail.ts";
export * from "./order/list-admin-orders.ts";
export { listOrderCards } from "./order/list-order-cards.ts";
export * from "./order/list-orders.ts";
export * from "./order/place-order.ts";
export * from "./payment/pay-order.ts";
export * from "./payment/refund-order.ts";
export * from "./product/adjust-stock.ts";
export * from "./product/archive-products.ts";
export * from "./product/create-product.ts";
export { eachProduct } from "./product/each-product.ts";
export { getAdminProduct } from "./product/get-admin-product.ts";
export * from "./product/get-product.ts";
export * from "./product/import-products.ts";
export * from "./product/list-admin-products.ts";
export { listAllCategories, listCategories } from "./product/list-categories.ts";
export * from "./product/list-products.ts";
export { listRestockedProducts } from "./product/list-restocked-products.ts";
export { listSomeProducts } from "./product/list-some-products.ts";
export * from "./product/list-stock-journal.ts";
export { planImport } from "./product/plan-import.ts";
export type { FileRow } from "./product/plan-row.ts";
export type { ProductRow } from "./product/product-row.ts";
export * from "./product/save-category.ts";
export * from "./product/sitemap-parts.ts";
export * from "./product/suggest-products.ts";
export * from "./product/update-product.ts";
export {
  aggregateRanking,
  aggregateRankingNow,
  WINDOW_DELAY_MS,
  WINDOW_MS,
} from "./ranking/aggregate-ranking.ts";
export { countCompanions } from "./ranking/count-companions.ts";
export { findBeside } from "./ranking/find-beside.ts";
export { getRankingList } from "./ranking/find-ranking-list.ts";
export { getRisingProducts, getTopProducts } from "./ranking/get-top-products.ts";
export * from "./ranking/list-rankings.ts";
export * from "./ranking/purge-rankings.ts";
export * from "./ranking/recount-ranking.ts";
export { getRecountReport, recountSums } from "./ranking/recount-sums.ts";
export { getBalanceReport } from "./report/get-balance-report.ts";
export * from "./report/get-product-reports.ts";
export { getCampaignReport, getSalesReport } from "./report/get-sales-reports.ts";
export { getShopperReport } from "./report/get-shopper-report.ts";
export { storeReportPeriods } from "./report/stored-periods.ts";
export * from "./schema.ts";
export * from "./shared-read.ts";
export { listTagNames, listTags } from "./tag/list-tags.ts";
export { setTag } from "./tag/set-tag.ts";
export { invite } from "./team/invite.ts";
export { listStaff } from "./team/list-staff.ts";
export { mailResetLink } from "./team/mail-reset-link.ts";
export { makeResetLink } from "./team/make-reset-link.ts";
export { revokeInvitation } from "./team/revoke-invitation.ts";
export { hashOfToken, unused } from "./team/store-link.ts";
export * from "./user/ban-user.ts";
export * from "./user/end-sessions.ts";
export * from "./user/get-user.ts";
export { forbidden } from "./user/guard-staff.ts";
export { listSessions } from "./user/list-sessions.ts";
export { eachUser, listUsers } from "./user/list-users.ts";
export * from "./user/purge-sessions.ts";
export { renameUser } from "./user/rename-user.ts";
export { hasSecondFactor, resetSecondFactor } from "./user/reset-second-factor.ts";
export * from "./user/set-role.ts";
export * from "./user/unban-user.ts";
export { changeView } from "./view/change-view.ts";
export { listViews } from "./view/list-views.ts";
export * from "./view/remove-view.ts";
export * from "./view/save-view.ts";
export * from "./wish/list-wishes.ts";
export { setWish } from "./wish/set-wish.ts";
export { within } from "./within.ts";
