"use client";

import { PageFailure } from "@sunchak/web/page-failure";

export default function Failure({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className="px-4 sm:px-8">
      <PageFailure reset={reset} />
    </div>
  );
}
