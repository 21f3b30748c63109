import { useEffect, useReducer } from "react";
import Question from "./Question.jsx";
import Results from "./Results.jsx";

const KEY = "peer-react";

// `at` is the place of the question that shows; past the last one, the results do.
function load() {
  const kept = localStorage.getItem(KEY);
  return kept ? JSON.parse(kept) : { at: 0, answers: {} };
}

function reduce(state, action) {
  switch (action.type) {
    case "answer":
      return { ...state, answers: { ...state.answers, [action.id]: action.choice } };
    case "go":
      return { ...state, at: action.to };
    default:
      throw new Error(`there is no action ${action.type}`);
  }
}

export default function App({ questionnaire }) {
  const [state, dispatch] = useReducer(reduce, undefined, load);
  const { domains, questions } = questionnaire;
  const { at, answers } = state;

  useEffect(() => {
    localStorage.setItem(KEY, JSON.stringify(state));
  }, [state]);

  useEffect(() => {
    window.scrollTo(0, 0);
  }, [at]);

  const go = (to) => dispatch({ type: "go", to });

  if (at >= questions.length) {
    return <Results domains={domains} questions={questions} answers={answers} go={go} />;
  }
  const question = questions[at];
  return (
    <Question
      key={question.id}
      question={question}
      domain={domains.find((domain) => domain.id === question.domain)}
      at={at}
      total={questions.length}
      choice={answers[question.id]}
      choose={(choice) => dispatch({ type: "answer", id: question.id, choice })}
      go={go}
    />
  );
}
