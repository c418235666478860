-- AlterTable
ALTER TABLE "export_attempts" ADD COLUMN     "destination" TEXT;
