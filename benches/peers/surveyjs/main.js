// The questionnaire as a form of SurveyJS, kept on the device as its manual shows.
import "survey-core/survey-core.fontless.min.css";
import "./style.css";
import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";
import form from "questionnaires/surveyjs.json";

const KEY = "peer-surveyjs";

const survey = new Model(form);

const kept = localStorage.getItem(KEY);
if (kept) {
  const { pageNo, ...answers } = JSON.parse(kept);
  survey.data = answers;
  survey.currentPageNo = pageNo ?? 0;
}

function keep(survey) {
  localStorage.setItem(KEY, JSON.stringify({ ...survey.data, pageNo: survey.currentPageNo }));
}
survey.onValueChanged.add(keep);
survey.onCurrentPageChanged.add(keep);
survey.onCompleting.add((survey) => {
  survey.completedHtml = results(survey.data);
});

/** Per domain, how many of its questions are fully in place. */
function results(answers) {
  const domains = new Map();
  for (const page of form.pages) {
    const count = domains.get(page.title) ?? { fully: 0, asked: 0 };
    const answer = answers[page.elements[0].name];
    if (answer !== "not-applicable") count.asked += 1;
    if (answer === "fully") count.fully += 1;
    domains.set(page.title, count);
  }
  const rows = [...domains].map(
    ([name, { fully, asked }]) => `<tr><th scope="row">${name}</th><td>${fully} of ${asked}</td></tr>`,
  );
  return `<h2>Results</h2>
    <table>
      <thead><tr><th scope="col">Domain</th><th scope="col">Fully in place</th></tr></thead>
      <tbody>${rows.join("")}</tbody>
    </table>`;
}

renderSurvey(survey, document.getElementById("survey"));
