/// How the page of the last requests looks: plain, bright or dark as the reader's system is.
enum DebugStyle {
    static let text = """
        :root { color-scheme: light dark; --page: #f6f8fa; --card: #fff; --text: #1c2733; --soft: #5a6b7c; --line: #d9e1e8;
          --blue: #3f7fb8; --green: #3b8a54; --amber: #b87a10; --red: #c0392b; --violet: #9057ab }
        @media (prefers-color-scheme: dark) {
          :root { --page: #10161d; --card: #18212b; --text: #e4ebf2; --soft: #9db0c2; --line: #2c3a48;
            --blue: #6aa9df; --green: #6cc288; --amber: #e6b450; --red: #ef8175; --violet: #bd8ad6 }
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
        header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; justify-content: space-between;
          padding: 1rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line) }
        h1 { margin: 0; font-size: 1.35rem }
        h1 span { color: var(--soft); font-weight: 400 }
        a { color: var(--blue) }
        nav a { margin-left: 1rem }
        main { max-width: 88rem; margin: 1rem auto; padding: 0 1.5rem }
        details { background: var(--card); border: 1px solid var(--line); border-radius: 7px; margin: .35rem 0 }
        summary { display: grid; grid-template-columns: 7.5rem 8rem minmax(14rem, 1fr) 3.5rem 6rem 18rem; gap: .75rem;
          align-items: baseline; padding: .4rem .8rem; cursor: pointer; list-style: none }
        summary::-webkit-details-marker { display: none }
        summary:hover { background: color-mix(in srgb, var(--blue) 7%, transparent) }
        summary:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; border-radius: 7px }
        details[open] summary { border-bottom: 1px solid var(--line) }
        code, .time, .took, .number, .call { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
          font-size: .85rem }
        .time, .sum, .service { color: var(--soft); font-size: .85rem }
        .call { overflow-wrap: anywhere }
        .took, .number { text-align: right; white-space: nowrap }
        .status { text-align: center; font-weight: 650; border-radius: 4px }
        .good { color: var(--green) }
        .odd { color: var(--amber) }
        .bad { color: var(--red) }
        .inside { padding: .3rem .8rem .8rem; overflow-x: auto }
        table { border-collapse: collapse; width: 100% }
        th { text-align: left; color: var(--soft); font-weight: 500; font-size: .8rem }
        th.number { text-align: right }
        th, td { padding: .3rem .6rem; border-top: 1px solid var(--line); vertical-align: top }
        td.bar { width: 8.5rem }
        .lane { fill: var(--line) }
        rect.query { fill: var(--blue) }
        rect.transaction { fill: var(--violet) }
        rect.peer { fill: var(--amber) }
        rect.cache { fill: var(--green) }
        .failed td { color: var(--red) }
        .note, .empty { color: var(--soft); font-size: .85rem; margin: 1.2rem 0 }
        @media (max-width: 70rem) {
          summary { grid-template-columns: 5rem 1fr 3.5rem 5.5rem }
          .time, .sum { display: none }
        }

        """
}
