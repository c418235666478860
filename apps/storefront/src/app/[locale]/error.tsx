"use client";

import { PageFailure } from "@sunchak/web/page-failure";

export default function Failure({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className="shell">
      <PageFailure reset={reset} />
    </div>
  );
}
