/** A data platform that answers as told, and the ids that it was sent. */
export function platformThat(answer: () => Promise<{ status: number | null }>) {
  const sent: string[] = [];
  return {
    sent,
    send: (body: { id: string }) => {
      sent.push(body.id);
      return answer();
    },
  };
}

export const taken = async () => ({ status: 202 });
