// @types/negotiator does not know `preferred`.
declare module "negotiator" {
  export default class Negotiator {
    constructor(request: { headers: Record<string, string | string[] | undefined> });
    /** The client's favourite of `available`; among equals, the first of `preferred`. */
    encoding<Encoding extends string>(
      available: readonly Encoding[],
      options?: { preferred: readonly Encoding[] },
    ): Encoding | undefined;
  }
}
