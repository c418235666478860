"use client";

import { PageFailure } from "@sunchak/web/page-failure";

export default function Failure(props: { error: Error; reset: () => void }) {
  return (
    <div className="px-4 sm:px-8">
      <PageFailure {...props} />
    </div>
  );
}
