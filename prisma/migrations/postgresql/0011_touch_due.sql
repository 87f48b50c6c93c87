-- A merge of tags changes its examples, which is said of them behind it: a process that ends meanwhile leaves this.
ALTER TABLE "Tag" ADD COLUMN "touchDueAt" TIMESTAMP(3);
