import "./style.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import questionnaire from "questionnaires/plain.json";
import App from "./App.jsx";

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <App questionnaire={questionnaire} />
  </StrictMode>,
);
