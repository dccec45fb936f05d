namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>Cuts an expression into tokens; the last one is <see cref="TokenKind.End"/>.</summary>
public static class Tokenizer
{
    private static readonly string[] Symbols = ["<>", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ",", ".", "+", "-"];

    /// <param name="kind">The request's member that holds the expression, for the error.</param>
    /// <exception cref="DynamoDbException">A character begins no token.</exception>
    public static IReadOnlyList<Token> Read(string expression, string kind)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < expression.Length)
        {
            if (char.IsWhiteSpace(expression[at]))
            {
                at++;
                continue;
            }

            var token = ReadOne(expression, at)
                ?? throw DynamoDbException.Validation(
                    $"Invalid {kind}: Syntax error; token: \"{expression[at]}\", near: \"{expression[Math.Max(0, at - 10)..Math.Min(expression.Length, at + 10)]}\"");
            tokens.Add(token);
            at = token.End;
        }

        tokens.Add(new Token(TokenKind.End, "<EOF>", expression.Length));
        return tokens;
    }

    private static Token? ReadOne(string text, int at)
    {
        var first = text[at];
        if (first is '#' or ':')
        {
            var end = WordEnd(text, at + 1);
            return end == at + 1 ? null : new Token(first == '#' ? TokenKind.Name : TokenKind.Value, text[at..end], at);
        }

        if (char.IsAsciiLetter(first) || first == '_')
            return new Token(TokenKind.Word, text[at..WordEnd(text, at)], at);
        if (char.IsAsciiDigit(first))
            return new Token(TokenKind.Number, text[at..WordEnd(text, at)], at);
        return Symbols.FirstOrDefault(s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0) is { } symbol
            ? new Token(TokenKind.Symbol, symbol, at)
            : null;
    }

    private static int WordEnd(string text, int from)
    {
        var end = from;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return end;
    }
}
