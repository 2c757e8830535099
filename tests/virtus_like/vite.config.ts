import { defineConfig } from 'vite';

// Comme Virtus : la construction retire la console, donc le peu que le code y disait.
export default defineConfig({ esbuild: { jsx: 'automatic', drop: ['console'] } });
