"use client";

import { PageFailure } from "@sunchak/web/page-failure";

export default function Failure(props: { error: Error; reset: () => void }) {
  return (
    <div className="shell">
      <PageFailure {...props} />
    </div>
  );
}
