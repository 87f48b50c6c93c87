-- An export need not look into every text for what it mentions.
ALTER TABLE "Example" ADD COLUMN "mentions" INTEGER;
