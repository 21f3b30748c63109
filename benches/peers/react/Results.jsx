export default function Results({ domains, questions, answers, go }) {
  const nameOf = (question) =>
    question.choices.find(({ id }) => id === answers[question.id])?.name ?? "Not answered";
  const counted = questions.filter(({ id }) => answers[id] !== "not-applicable");
  const open = counted.filter(({ id }) => answers[id] !== "fully");
  return (
    <main>
      <h1>Results</h1>
      <table>
        <thead>
          <tr>
            <th scope="col">Domain</th>
            <th scope="col">Fully in place</th>
          </tr>
        </thead>
        <tbody>
          {domains.map((domain) => {
            const asked = counted.filter((question) => question.domain === domain.id);
            const fully = asked.filter(({ id }) => answers[id] === "fully");
            return (
              <tr key={domain.id}>
                <th scope="row">{domain.name}</th>
                <td>
                  {fully.length} of {asked.length}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h2>Not fully in place</h2>
      <ul>
        {open.map((question) => (
          <li key={question.id}>
            {question.title}: {nameOf(question)}
          </li>
        ))}
      </ul>
      <div className="buttons">
        <button type="button" onClick={() => go(questions.length - 1)}>
          Back
        </button>
      </div>
    </main>
  );
}
