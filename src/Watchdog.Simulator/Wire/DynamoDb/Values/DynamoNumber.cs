using System.Globalization;
using System.Numerics;

namespace Watchdog.Simulator.Wire.DynamoDb.Values;

/// <summary>
/// A DynamoDB number: up to 38 significant decimal digits, magnitude from 1E-130 to 9.99…E+125, exact. Held as coefficient x 10^exponent
/// without trailing zeros, so that equal numbers are equal records.
/// </summary>
public readonly record struct DynamoNumber
{
    private const int MaximumDigits = 38;
    private const int MaximumMagnitude = 126;
    private const int MinimumMagnitude = -129;

    private DynamoNumber(BigInteger coefficient, int exponent)
    {
        while (!coefficient.IsZero && coefficient % 10 == 0)
        {
            coefficient /= 10;
            exponent++;
        }

        Coefficient = coefficient;
        Exponent = coefficient.IsZero ? 0 : exponent;
        var digits = Digits;
        if (digits > MaximumDigits)
            throw DynamoDbException.Validation("Attempting to store more than 38 significant digits in a Number");
        if (!coefficient.IsZero && digits + Exponent > MaximumMagnitude)
            throw DynamoDbException.Validation("Number overflow. Attempting to store a number with magnitude larger than supported range");
        if (!coefficient.IsZero && digits + Exponent < MinimumMagnitude)
            throw DynamoDbException.Validation("Number underflow. Attempting to store a number with magnitude smaller than supported range");
    }

    private BigInteger Coefficient { get; }

    private int Exponent { get; }

    private int Digits => BigInteger.Abs(Coefficient).ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>Bytes that the number takes in an item: one for two significant digits, and one or two more.</summary>
    public int Size => (Digits + 1) / 2 + (Coefficient.Sign < 0 ? 2 : 1);

    /// <exception cref="DynamoDbException">The text is no number, or out of range.</exception>
    public static DynamoNumber Parse(string text)
    {
        var mantissa = text;
        var exponent = 0;
        if (text.IndexOfAny(['e', 'E']) is var mark and >= 0)
        {
            mantissa = text[..mark];
            if (!int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 1000)
                throw NotANumber(text);
        }

        if (mantissa.IndexOf('.', StringComparison.Ordinal) is var point and >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        return mantissa.Length is > 0 and < 500 && BigInteger.TryParse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var coefficient)
            ? new DynamoNumber(coefficient, exponent)
            : throw NotANumber(text);
    }

    public static DynamoNumber operator +(DynamoNumber left, DynamoNumber right)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return new DynamoNumber(left.ScaledTo(exponent) + right.ScaledTo(exponent), exponent);
    }

    public static DynamoNumber operator -(DynamoNumber left, DynamoNumber right) => left + new DynamoNumber(-right.Coefficient, right.Exponent);

    public int CompareTo(DynamoNumber other)
    {
        var exponent = Math.Min(Exponent, other.Exponent);
        return ScaledTo(exponent).CompareTo(other.ScaledTo(exponent));
    }

    /// <summary>As DynamoDB writes it back: plain digits, no trailing zeros; with an exponent only where plain digits would be too many.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = Coefficient.Sign < 0 ? "-" : "";
        var magnitude = digits.Length + Exponent;
        if (magnitude is > MaximumDigits or < -MaximumDigits)
        {
            var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return $"{sign}{digits[0]}{fraction}E{(magnitude > 0 ? "+" : "")}{magnitude - 1}";
        }

        if (Exponent >= 0)
            return sign + digits + new string('0', Exponent);
        return magnitude > 0
            ? $"{sign}{digits[..magnitude]}.{digits[magnitude..]}"
            : $"{sign}0.{new string('0', -magnitude)}{digits}";
    }

    private BigInteger ScaledTo(int exponent) => Coefficient * BigInteger.Pow(10, Exponent - exponent);

    private static DynamoDbException NotANumber(string text) =>
        DynamoDbException.Validation($"The parameter cannot be converted to a numeric value: {text}");
}
