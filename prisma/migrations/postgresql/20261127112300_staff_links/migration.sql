-- CreateTable
CREATE TABLE "staff_links" (
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT,
    "created_by_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),
    "revoked_at" TIMESTAMP(3),

    CONSTRAINT "staff_links_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_links_purpose_check" CHECK ("purpose" IN ('INVITATION', 'PASSWORD')),
    CONSTRAINT "staff_links_role_check" CHECK (("purpose" = 'INVITATION') = ("role" IS NOT NULL)),
    CONSTRAINT "staff_links_end_check" CHECK ("used_at" IS NULL OR "revoked_at" IS NULL)
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_links_token_hash_key" ON "staff_links"("token_hash");

-- CreateIndex
CREATE INDEX "staff_links_email_idx" ON "staff_links"("email");
