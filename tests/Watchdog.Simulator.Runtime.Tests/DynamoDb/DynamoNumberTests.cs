using Watchdog.Simulator.Wire.DynamoDb;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Runtime.Tests.DynamoDb;

public sealed class DynamoNumberTests
{
    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("-0.0", "0")]
    [InlineData("1e3", "1000")]
    [InlineData("+12.5E-3", "0.0125")]
    [InlineData("00042", "42")]
    [InlineData("1E-130", "1E-130")]
    [InlineData("-9.9E125", "-9.9E+125")]
    [InlineData("12345678901234567890123456789012345678", "12345678901234567890123456789012345678")]
    public void A_number_is_written_back_without_what_does_not_count(string text, string canonical) =>
        Assert.Equal(canonical, DynamoNumber.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("123456789012345678901234567890123456789")]
    [InlineData("1E126")]
    [InlineData("1E-131")]
    public void What_is_no_number_or_out_of_range_is_refused(string text) =>
        Assert.Equal("ValidationException", Assert.Throws<DynamoDbException>(() => DynamoNumber.Parse(text)).Code);

    [Fact]
    public void Arithmetic_is_exact()
    {
        Assert.Equal("0.3", (DynamoNumber.Parse("0.1") + DynamoNumber.Parse("0.2")).ToString());
        Assert.Equal(
            "-0.000000000000000000000000000001",
            (DynamoNumber.Parse("1") - DynamoNumber.Parse("1.000000000000000000000000000001")).ToString());
    }

    [Fact]
    public void Order_is_by_value_not_by_text()
    {
        Assert.True(DynamoNumber.Parse("9").CompareTo(DynamoNumber.Parse("10")) < 0);
        Assert.Equal(DynamoNumber.Parse("1.0"), DynamoNumber.Parse("1"));
    }
}
