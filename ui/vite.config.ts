import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // The window serves the files from its own origin, at any depth.
  base: './',
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  // Tests run in jsdom and need Svelte's browser build.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    target: 'es2022',
    outDir: 'dist',
    // The content security policy forbids data: scripts and inline code; keep every asset a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./dev/test-setup.ts'],
  },
});
