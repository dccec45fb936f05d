using Amazon.Runtime;

namespace Amazon.SimpleNotificationService;

/// <summary>Any request to Amazon Simple Notification Service.</summary>
public class AmazonSimpleNotificationServiceRequest : AmazonWebServiceRequest;
