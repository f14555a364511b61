import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { precompress } from './scripts/precompress';

const source = (folder: string) => fileURLToPath(new URL(`./src/${folder}`, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), precompress()],
  resolve: {
    alias: {
      '@app': source('app'),
      '@features': source('features'),
      '@platform': source('platform'),
      '@ui': source('ui'),
    },
    // Component tests mount in jsdom, so they need Svelte's browser build.
    ...(mode === 'test' ? { conditions: ['browser'] } : {}),
  },
  // Files are content-hashed and served with a long life by the server; index.html never is.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What many screens share comes in one file; rare components stay with their screens.
          groups: [
            { name: 'svelte', test: /node_modules\/(svelte|esm-env|clsx)\// },
            { name: 'shared', test: /src\/(platform|ui)\//, minShareCount: 12 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['OLIVE_SERVER'] ?? 'http://127.0.0.1:8080' } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'lint/**/*.test.ts'],
    restoreMocks: true,
  },
}));
