// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";

// The bundle is committed, and tools/check_web builds it again: names come from the content alone.
export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8642", "/openapi.json": "http://127.0.0.1:8642" } },
  test: { include: ["tests/unit/*.ts"] },
});
