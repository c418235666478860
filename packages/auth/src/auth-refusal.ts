/**
 * A refusal by the shop, not by the library. `instanceof` compares its name, as with DomainError.
 */
export class AuthRefusal extends Error {
  override name = "AuthRefusal";
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown> | undefined;

  constructor(status: number, code: string, message: string, details?: Record<string, unknown>) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  static override [Symbol.hasInstance](error: unknown): error is AuthRefusal {
    return error instanceof Error && error.name === "AuthRefusal";
  }
}
