-- Who ran the shop so far may go on doing all of it.
UPDATE "users" SET "role" = 'owner' WHERE "role" = 'admin';
