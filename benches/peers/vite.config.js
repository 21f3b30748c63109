// Builds either peer: vite build surveyjs, vite build react. The questionnaires come from the catalog; cargo xtask bench
// writes them and says where they are.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [react()],
  resolve: { alias: { questionnaires: process.env.PEERS_QUESTIONNAIRES } },
  // SurveyJS is larger than what vite warns of.
  build: { chunkSizeWarningLimit: 4000 },
});
