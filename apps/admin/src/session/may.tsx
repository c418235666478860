"use client";

import { type AdminCall, mayCall, type UserRole } from "@sunchak/core/schema";
import { createContext, type ReactNode, useContext } from "react";

// Without a role nothing is offered.
const RoleContext = createContext<UserRole>("user");

/** Tells its children the role of the signed-in admin. */
export const RoleProvider = ({ role, children }: { role: UserRole; children: ReactNode }) => (
  <RoleContext value={role}>{children}</RoleContext>
);

/** Whether the signed-in admin may make a call, by the server's own table of roles. */
export function useMay(): (call: AdminCall) => boolean {
  const role = useContext(RoleContext);
  return (call) => mayCall(role, call);
}

/** Shows its children only to a role that may make this call. */
export const May = ({ call, children }: { call: AdminCall; children: ReactNode }) =>
  useMay()(call) ? children : null;
