import { platformOf } from "@sunchak/testing";

/** A data platform with the given answers, and the ids that it received. */
export function platformThat(answer: () => Promise<{ status: number | null }>) {
  const sent: string[] = [];
  const platform = platformOf((body) => {
    sent.push(body.id);
    return answer();
  });
  return { ...platform, sent };
}

export const taken = async () => ({ status: 202 });
