import { defineConfig } from "vitest/config";

// happy-dom gives a document to every test; a test that needs none pays a few milliseconds for it.
export default defineConfig({
  test: { include: ["tests/**/*.test.ts"], environment: "happy-dom", restoreMocks: true },
});
